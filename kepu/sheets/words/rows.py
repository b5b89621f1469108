"""Words of rows that are no records."""

from __future__ import annotations

import re

from kepu.sheets.words.fields import words

# Looked for in folded text without blanks.
TOTAL = re.compile(
    r"^汇总$|^[^\d,.;、，。]{0,10}?(?:小计|合计|总计|共计|累计|总数)(?:[:(]|\d|$|共)"
)  # 合计, 本页小计, 城东镇小计：5场
TOTALS = frozenset(words("合计 小计 总计 共计 累计"))
EXAMPLE = re.compile(
    r"^[(\[【]?(?:填写|填报)?(?:示例|样例|范例|举例|例)[\d一二三四五]*[)\]】:]?$|^[(\[【]?(?:填写|填报)?(?:示例|样例|范例|例)[\d一二三]*[)\]】:]|[(\[【](?:示例|样例|范例|例|仅供参考)[)\]】]$"
)
NOTE = re.compile(
    r"^[(\[*]?(?:备?注意?(?:事项)?|说明|填[表写报]说明|填[表写报]要求|填报须知|温馨提示|要求|提示|附)\d?[:.、]"
    r"|^(?:注|备注|说明|填表说明|填写说明|填报说明)$|^[※▲★]"
    r"|^(?:以上|本表|本次|全[镇县市区年乡校局])?[^\d]{0,4}共\d+[场项个]"
    r"|^(?:此表|本表|以上(?!海)|以下|请各|请于|各单位请)"
)
# 填表人：张三, 单位负责人（签字）：, 2026年8月20日 below a table
SIGNATURE = re.compile(
    r"^(?:填[表报写制]人|制表人?|审[核批]人?|报送人|经办人|复核人?|校对|统计人|单位?负责人|分管领导|主要领导|(?:主要|分管|部门|科室)?负责人|联系人|联系电话|电话|"
    r"填[表报]时间|填[表报]日期|报送时间|报送日期|上报时间|制表时间|日期|盖章|公章|单位盖章)(?:签字|签名|签章|盖章)?(?:\([^()]*\))?[:(]"
    r"|^(?:盖章|公章|单位公章)$|^[\u4e00-\u9fff]{0,6}意见(?:\([^()]*\))?:"
)
STAMPED = re.compile(r"\((?:盖章|公章|签字|签章)\)")
# 填表：张三 … 审核：李四 … 2026年8月20日: without 人, and so a signature only where its whole row is one
SIGNED = re.compile(r"^(?:填[表报写]|制[表单]|审[核批定]|签发|复核|校对|核对|经办|报送|录入|汇总|负责)(?:\([^()]*\))?:")
SIGNED_BESIDE = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:\([^()]*\))?:|^(?:20\d\d[-年/.])?\d{1,2}[-月/.]\d{1,2}日?$")
# What stands in the row below a header that says how to fill it in.
HINT = re.compile(
    r"^(?:必填|选填|非必填|可不填|可空|下拉|格式|如[:：]|例如|不超过|限\d|\d+字|请(?:填|选|写|按|输|注|从)|填(?:写|报|数字|阿拉伯|日期|全称|手机))"
    r"|^(?:文本|数字|日期)(?:格式|型)?$|^自动(?:生成|计算)|^选择(?:$|线|下拉)"
)
MASKED = re.compile(r"[Xx×*]{2,}|某某|某[镇村校局县区]")
# 一、主场活动, （二）联合行动, 第一部分, 板块一
SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.:,]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十\d]{1,3}(?:部分|板块|类|章|阶段|周)|板块[一二三四五六七八九十\d])"
)
HAN_NUMBER = re.compile(r"^\(?[一二三四五六七八九十]{1,3}\)?[、.]?$")
SAME_AS_ABOVE = frozenset(words("同上 〃 ″ \" '' 同前 同上行 同上。 (同上) 如上 “ ” 〞"))
SAME_AS_LEFT = frozenset(words("同左 同左。 (同左) （同左） 同左列 同前列 同左侧 ←"))
TO_TIDY = (
    SAME_AS_ABOVE
    | SAME_AS_LEFT
    | {word + blank for word in SAME_AS_ABOVE for blank in " \u3000"}
    | {sign * count for sign in " \u3000\n\t\xa0" for count in range(1, 9)}
)

# Sheets that show how to fill in another, or feed its drop-downs.
NOT_A_TABLE = re.compile(
    r"示例|样例|范例|填[写报表]+(?:说明|须知|要求|指南)|^说明$|使用说明|字典|参数|下拉|选项|数据源|代码表|数据有效性|枚举|注意事项|须知|(?i:dict|lookup|enum)"
)
UNIT_LABEL = re.compile(
    r"(?:(?:填报|报送|上报|申报|填表|编制|制表|汇总|报名)(?:单位|部门|学校|机构)|单位名称|(?<![\u4e00-\u9fff])单位)(?:名称)?(?:\([^()]*\))?\s*:?"
)
UNITS_OF_MEASURE = frozenset(words("人 人次 万元 元 场 场次 个 项 次 天 平方米 册 份 万人 万人次"))
NEXT_LABEL = re.compile(
    r"(?:联系人|负责人|填[表报]人|联系电话|电话|手机|联系方式|填[表报]时间|填[表报]日期|报送时间|日期|时间|审核人|审批人|盖章|公章)"
)
PLACEHOLDER = re.compile(r"^[XxＸ×某*_\s]+|(?:XX|xx|××|某某|\*\*)|^请?填写")
STAMP = re.compile(r"[(（](?:盖章|公章|签章|章)[)）]")
SECTION_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．:，,]|[(（][一二三四五六七八九十]{1,3}[)）][、.．]?)\s*")
SECTION_COUNT = re.compile(r"[(（]?共?\d+[项场次个]+[)）]?$")
# Sheets that may be the model of another one of the same book
MODEL = re.compile(r"样表|模板|范本|范表|参考")
EXAMPLE_IN_HEADING = re.compile(
    r"\([^()]*(?:如|例|格式|\d日)[^()]*\)"
)  # 活动时间（如9月17日） names no month, 活动时间（9月） does
