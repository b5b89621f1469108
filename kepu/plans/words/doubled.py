"""Where a Chinese character stands twice by right, so that it is no doubling of OCR.

Source: written for this project. Incomplete on purpose: a word missing here costs one character of a text that is known
to be noisy, a word too many leaves one doubled character standing.
"""

# Words made of a doubled character.
TWICE = (
    "人人 天天 年年 月月 日日 处处 事事 时时 常常 多多 大大 小小 好好 层层 家家 户户 村村 点点 滴滴 方方面面 面面俱到 "
    "形形色色 林林总总 纷纷 渐渐 仅仅 刚刚 往往 件件 个个 条条 样样 步步 环环 默默 深深 牢牢 紧紧 切切实实 实实在在 "
    "踏踏实实 扎扎实实 真真正正 明明白白 久久为功 想想 看看 试试 说说 讲讲 听听 走走 爸爸 妈妈 爷爷 奶奶 哥哥 姐姐 弟弟 "
    "妹妹 星星 宝宝 娃娃 早早 慢慢 轻轻 满满 高高 长长 远远 平平安安 热热闹闹 红红火火 世世代代 欣欣向荣 蒸蒸日上 勃勃生机 "
    "生机勃勃 谆谆 孜孜 兢兢业业 济济 彬彬 匆匆 滔滔 茫茫 熙熙攘攘 琅琅 朗朗 娓娓 息息相关 丝丝 津津 井井有条 比比皆是 "
    "冉冉 代代 落落大方"
)

# Two words that meet in the same character (大学|学生): what stands before, the two, and what may follow.
MEETING = (
    "大学学[生科习] 中学学[生习] 小学学[生习] 科学学[会院习科] 数学学 学会会[员长] 协会会[员长] 工会会 社会会 委员会会 "
    "中国国[家际内民防] 人民民[主生间政族] 活动动[员态手画] 开展展[览板示演品] 发展展 科普普[及法查惠] 学校校[园长内外] "
    "加工工[艺人作序业] 职工工[会作] 员工工 主办办[公理法] 公园园 科技技[能术] 工作作[风用品为] 地方方[案言面式] "
    "单位位[于置] 学生生[活命产动态涯长] 卫生生 先进进[行入] 企业业[务主绩态] 产业业 农业业 应用用[好于] "
    "安全全[面民市县社力程员覆] 信息息 教育育[人才] 生活活[动力] 服务务[必实工] 能力力[争求量] 机关关[注心爱于工] 有关关 "
    "方案案[例] 内容容[易纳] 会员员工 人员员工 社区区[级域分委] 城区区 全市市[级场民直委属政域] 我市市 "
    "全县县[级城直委域属] 各县县 全区区 全省省[级内外直委市科] 全镇镇 乡镇镇 各镇镇 上海海 海关关 人工工 重要要[求点] "
    "需要要 文化化[解工学] 体育育 意义义 要求求 特色色 平台台[账] 论坛坛 现场场[馆地] 市场场 会场场"
)
