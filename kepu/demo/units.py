"""The units of 云湖市, an invented city, and of 云山县, its county: names, kinds, what they know about, who files for them."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.organisations.kinds import Kind, Level


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the register. `knows` are the subjects (demo/subjects.py) on which it holds activities."""

    code: str
    name: str
    short: str
    kind: Kind
    filer: str = ""
    knows: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    level: Level = Level.CITY
    places: tuple[str, ...] = ()
    """Villages and communities of a town or street, by short name."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


CITY = Unit("yunhu", "云湖市", "", Kind.AREA)
OFFICE = Unit("kexie", "云湖市科学技术协会", "市科协", Kind.OFFICE, "林晓", ("精神", "实验", "数字", "天文"), ("云湖市科协",))
COUNTY = Unit("yunshan", "云山县", "", Kind.AREA, level=Level.COUNTY)
COUNTY_OFFICE = Unit(
    "yunshan-kexie", "云山县科学技术协会", "县科协", Kind.OFFICE, "金帆", ("精神", "实验", "茶"), ("云山县科协",), Level.COUNTY
)


def department(code: str, name: str, short: str, filer: str, knows: str, *aliases: str, level: Level = Level.CITY) -> Unit:
    """A department; `knows` are subjects apart by spaces."""
    return Unit(code, name, short, Kind.DEPARTMENT, filer, words(knows), aliases, level)


DEPARTMENTS = (
    department("xuanchuan", "中共云湖市委宣传部", "市委宣传部", "苏文", "精神 阅读"),
    department("wangxin", "中共云湖市委网络安全和信息化委员会办公室", "市委网信办", "叶舟", "数字 防骗"),
    department("jiaoyu", "云湖市教育局", "市教育局", "何平", "实验 天文 精神 阅读 数字"),
    department(
        "jingxin",
        "云湖市经济和信息化局",
        "市经信局",
        "邵杰",
        "工业 数字 能源",
        "市经信局（科技局）",
        "云湖市科学技术局",
        "市科技局",
    ),
    department("zigui", "云湖市自然资源和规划局", "市资规局", "罗勇", "地质 生态", "市自然资源和规划局"),
    department("shengtai", "云湖市生态环境分局", "市生态环境分局", "沈悦", "生态 能源", "市生态环境局"),
    department("nongye", "云湖市农业农村局", "市农业农村局", "曹建国", "农业 食品 茶 养殖"),
    department("wenlv", "云湖市文化广电旅游体育局", "市文旅体局", "白薇", "阅读 健身 非遗"),
    department("shuili", "云湖市水利局", "市水利局", "江涛", "水利 防汛", "市水务局"),
    department("weijian", "云湖市卫生健康委员会", "市卫健委", "谢琳", "健康 急救 心理"),
    department("yingji", "云湖市应急管理局", "市应急管理局", "石磊", "防汛 消防 急救", "市应急局"),
    department("guozi", "云湖市人民政府国有资产监督管理委员会", "市国资委", "潘宏", "工业 能源"),
    department("gonghui", "云湖市总工会", "市总工会", "秦岚", "工业 健康 心理"),
    department("tuanwei", "共青团云湖市委员会", "团市委", "孟昕", "实验 数字 精神"),
    department("fulian", "云湖市妇女联合会", "市妇联", "温雅", "健康 心理 食品"),
    department("gongshang", "云湖市工商业联合会", "市工商联", "邓凯", "工业 数字"),
    department("wenlian", "云湖市文学艺术界联合会", "市文联", "梁晨", "阅读 非遗 精神"),
    department("qixiangju", "云湖市气象局", "市气象局", "云帆", "气象 防汛"),
    department("guangong", "云湖市关心下一代工作委员会", "", "余德明", "精神 实验"),
    department("gongan", "云湖市公安局", "市公安局", "雷鸣", "防骗 交通"),
    department("shichang", "云湖市市场监督管理局", "市市场监管局", "毛慧", "食品 计量"),
    department("jiaotong", "云湖市交通运输局", "市交通运输局", "路远", "交通 能源"),
    department("xiaofang", "云湖市消防救援支队", "市消防救援支队", "赵铁军", "消防 急救"),
)


def member(code: str, name: str, short: str, filer: str, knows: str, kind: Kind) -> Unit:
    """A society, association, school, company, base or institution."""
    return Unit(code, name, short, kind, filer, words(knows))


SOCIETIES = (
    member("qixiang", "云湖市气象学会", "市气象学会", "何平", "气象 防汛", Kind.SOCIETY),
    member("yixue", "云湖市医学会", "市医学会", "郑欣怡", "健康 急救", Kind.SOCIETY),
    member("huli", "云湖市护理学会", "市护理学会", "姚婷", "健康 急救 心理", Kind.SOCIETY),
    member("nongxue", "云湖市农学会", "市农学会", "田丰", "农业 茶", Kind.SOCIETY),
    member("linxue", "云湖市林学会", "市林学会", "林青松", "生态 农业", Kind.SOCIETY),
    member("shuilixue", "云湖市水利学会", "市水利学会", "汪洋", "水利 防汛", Kind.SOCIETY),
    member("tianwen", "云湖市天文学会", "市天文学会", "星野", "天文", Kind.SOCIETY),
    member("jisuanji", "云湖市计算机学会", "市计算机学会", "程亮", "数字 防骗", Kind.SOCIETY),
    member("xinli", "云湖市心理卫生学会", "市心理卫生学会", "安宁", "心理", Kind.SOCIETY),
    member("fudaoyuan", "云湖市青少年科技辅导员协会", "市科技辅导员协会", "杜航", "实验 天文 数字", Kind.ASSOCIATION),
    member("laokexie", "云湖市老科技工作者协会", "市老科协", "葛振华", "精神 农业 健康", Kind.ASSOCIATION),
    member("nongji", "云湖市农村专业技术协会", "市农技协", "马得利", "农业 养殖 茶", Kind.ASSOCIATION),
    member("shipin", "云湖市食品工业协会", "市食品工业协会", "范敏", "食品 计量", Kind.ASSOCIATION),
    member("zuojia", "云湖市科普作家协会", "市科普作协", "陆舟", "阅读 精神", Kind.ASSOCIATION),
    member("guanniao", "云湖市观鸟协会", "市观鸟协会", "白露", "生态", Kind.ASSOCIATION),
    member("jiqiren", "云湖市机器人协会", "市机器人协会", "铁雄", "数字 工业", Kind.ASSOCIATION),
)

OTHERS = (
    member("yizhong", "云湖市第一中学", "市一中", "鲁南", "实验 天文", Kind.SCHOOL),
    member("shixiao", "云湖市实验小学", "市实验小学", "夏雨", "实验 生态 阅读", Kind.SCHOOL),
    member("zhiyuan", "云湖职业技术学院", "云湖职院", "高峰", "工业 数字", Kind.SCHOOL),
    member("shuiwu", "云湖水务集团有限公司", "云湖水务", "龙江", "水利", Kind.COMPANY),
    member("xinneng", "云湖新能源科技有限公司", "云湖新能源", "阳光", "能源 工业", Kind.COMPANY),
    member("ruye", "云湖清泉乳业有限公司", "清泉乳业", "牛莉", "食品", Kind.COMPANY),
    member("kejiguan", "云湖市科技馆", "市科技馆", "孙晓光", "实验 天文 数字 能源", Kind.BASE),
    member("shidi", "云湖湿地科普基地", "湿地科普基地", "荷清", "生态 气象", Kind.BASE),
    member("dizhi", "云湖地质博物馆", "地质博物馆", "岩峰", "地质", Kind.BASE),
)


def town(code: str, name: str, filer: str, places: str, kind: Kind = Kind.TOWN, level: Level = Level.TOWN) -> Unit:
    """A town or street; `places` are its villages and communities, apart by spaces."""
    return Unit(code, name, "", kind, filer, STREET_KNOWS if kind == Kind.STREET else TOWN_KNOWS, (), level, words(places))


TOWN_KNOWS = words("农业 健康 食品 防汛 消防 急救 防骗 生态 阅读 气象 实验 养殖 茶 水利 精神 健身 银龄")
STREET_KNOWS = words("健康 食品 消防 急救 防骗 生态 阅读 实验 银龄 心理 数字 健身 能源 非遗 精神")

TOWNS = (
    town("chengdong", "城东镇", "陈静", "稻香村 桥头村 东塘村 新丰村 杏花村 东苑社区"),
    town("chengxi", "城西镇", "徐岚", "西岗村 石牌村 柿园村 长堰村 西苑社区 梅园社区"),
    town("yunxi", "云溪镇", "方志远", "上溪村 下溪村 竹坞村 云门村 溪口村 茶坪村"),
    town("shiqiao", "石桥镇", "丁小梅", "古桥村 石林村 麻岭村 官塘村 石桥社区"),
    town("liuwan", "柳湾镇", "贺军", "柳湾村 渔浦村 荷塘村 沙洲村 柳林社区"),
    town("qingyan", "青岩镇", "邱燕", "青岩村 岩下村 松坑村 石塔村 青岩社区"),
    town("bailu", "白鹭镇", "唐海波", "白鹭村 苇塘村 莲湖村 滩头村 鹭洲社区"),
    town("fenglin", "枫林镇", "胡秋月", "枫林村 红枫村 栗树村 高坪村 林场社区"),
    town("nantang", "南塘镇", "施伟", "南塘村 菱湖村 藕池村 圩田村 塘边社区"),
    town("hekou", "河口镇", "戴蓉", "河口村 船埠村 沙湾村 堤头村 河口社区"),
    town("shuangta", "双塔镇", "俞明", "双塔村 塔山村 寺前村 铁匠村 双塔社区"),
    town("jinping", "金坪镇", "钟丽", "金坪村 银山村 橘园村 坪头村 金坪社区"),
    town("hubin", "湖滨街道", "陆雯", "湖滨社区 望湖社区 听涛社区 月亮湾社区 学府社区", Kind.STREET),
    town("wenchang", "文昌街道", "祝捷", "文昌社区 书院社区 鼓楼社区 东门社区 状元社区", Kind.STREET),
    town("xinan", "新安街道", "韦佳", "新安社区 阳光社区 和睦社区 科创社区 锦绣社区", Kind.STREET),
)

COUNTY_UNITS = (
    department("yunshan-jiaoyu", "云山县教育局", "县教育局", "常青", "实验 精神", level=Level.COUNTY),
    department("yunshan-nongye", "云山县农业农村局", "县农业农村局", "谷雨", "农业 茶 养殖", level=Level.COUNTY),
    department("yunshan-weijian", "云山县卫生健康局", "县卫生健康局", "康宁", "健康 急救", level=Level.COUNTY),
    town("chayuan", "茶源镇", "冯春", "茶源村 翠峰村 龙井坞村 茶源社区"),
    town("zhuxi", "竹溪镇", "管彤", "竹溪村 大竹村 笋岭村 竹溪社区"),
    town("yunding", "云顶乡", "尹峰", "云顶村 高山村 雾岭村 梯田村"),
)

CITY_UNITS = (*DEPARTMENTS, *SOCIETIES, *OTHERS, *TOWNS)
COUNTY_CODES = {COUNTY_OFFICE.code, *(unit.code for unit in COUNTY_UNITS)}
"""Who files in the county's campaign; it counts in the city's as well."""
