"""Family names, to find where a person's name begins after an office's.

Source: the common family names of China, written from general knowledge; two-character ones first.
"""

# ruff: noqa: SIM905 – words in a row are easier to read, and to add to, than a list of strings

TWO = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 令狐 宇文 长孙 端木 南宫 独孤".split()
ONE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任"
    "袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴"
    "谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解"
    "应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬"
    "全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党"
    "翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都"
    "耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓"
    "公肖付闫覃代岳苟邸冼佟尧佘揭庹帅原晋楚青丛仝战栗阳涂兰黑呼植冶"
)
# Words of two or three characters that begin like a name.
COMMON_WORDS = frozenset(
    "查询 常态 全程 全体 全部 高度 和谐 平台 安全 时间 时限 包括 明确 相关 应急 方式 方案 成效 成员 经费 支持 "
    "党员 宣传 文件 文化 包含 "
    "方法 万众 金融 石油 花卉 温度 平安 公众 公益 公司 景区 向上 牧区 解答 解读 解释 严格 严禁 华人 "
    "宣教 党建 党务 安监 计财 项目 单位 单独 满意 胡同 何时 后勤 简报".split()
)
