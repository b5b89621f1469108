"""What the checks that all uploads share say about a work plan."""

from __future__ import annotations

from kepu.uploads.unreadable import Sentences

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE

PLAN = Sentences(
    empty="文件是空的。请确认选对了文件，保存后再上传。",
    too_large=f"文件超过 {LARGEST_FILE // MEGABYTE} MB。请删去其中的图片等附件，只留方案正文，另存为 .docx 再上传。",
    damaged="文件不完整或已损坏，可能没有传完。请在 Word 或 WPS 中打开检查，另存为 .docx 后再上传。",
    bomb="文件展开后大得不正常，为安全起见不予读取。请把方案正文复制到一个新的 Word 文档，另存为 .docx 再上传。",
    crafted="文件的内部结构不正常（内容互相重叠或重名），为安全起见不予读取。请在 Word 或 WPS 中打开，另存为新的 .docx 再上传。",
    locked="文件加了密码，读不出来。请去掉密码（文件 → 信息 → 保护文档），保存后再上传。",
    entities="文件内部的 XML 带有文档类型声明或实体，这不是 Word 正常保存的结果。请在 Word 或 WPS 中另存为新的 .docx 再上传。",
    too_slow="文件太大或结构太复杂，在限定的时间和内存里读不完。请只留正文和附件表格，另存为 .docx 再上传，或把文字粘贴进来。",
    broken="文件读到一半出了错，内容可能已损坏。请在 Word 或 WPS 中打开，另存为新的 .docx 再上传，或把文字粘贴进来。",
    busy="现在同时读取方案的人较多，请过一分钟再试。",
)
