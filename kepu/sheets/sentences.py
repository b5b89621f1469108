"""What is said about a file that cannot be read as a spreadsheet."""

from __future__ import annotations

from kepu.uploads.unreadable import Sentences

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_ROWS = 50_000
MOST_CELLS = 5_000_000  # of one sheet, between its first and its last cell

SAVE_AS = "请在 Excel 或 WPS 中打开，另存为 .xlsx 再上传。"

SHEET = Sentences(
    empty="文件是空的。请确认选对了文件，保存后再上传。",
    too_large=f"文件超过 {LARGEST_FILE // MEGABYTE} MB。请删去其中的图片等内容，只留活动表格，另存为 .xlsx 再上传。",
    damaged=f"文件不完整或已损坏，可能没有传完。{SAVE_AS}",
    bomb="文件展开后大得不正常，为安全起见不予读取。请把表格内容复制到一个新的工作簿，另存为 .xlsx 再上传。",
    crafted=f"文件的内部结构不正常（内容互相重叠或重名），为安全起见不予读取。{SAVE_AS}",
    locked="文件加了密码，读不出来。请去掉密码（文件 → 信息 → 保护工作簿），保存后再上传。",
    entities=f"文件内部的 XML 带有文档类型声明或实体，这不是 Excel 或 WPS 正常保存的结果。{SAVE_AS}",
    too_slow="文件太大或结构太复杂，在限定的时间和内存里读不完。请只留活动表格，删去其他工作表，另存为 .xlsx 再上传。",
    broken=f"文件读到一半出了错，内容可能已损坏。{SAVE_AS[:-1]}，也可以把单元格复制后粘贴进来。",
    busy="现在同时读取表格的人较多，请过一分钟再试。",
)

MACROS = "文件带有宏（.xlsm），为安全起见不予读取。请另存为不带宏的 .xlsx 再上传。"
BINARY = f"这是二进制工作簿（.xlsb），不能读取。{SAVE_AS}"
OPEN_DOCUMENT = f"这是 OpenDocument 表格（.ods），不能读取。{SAVE_AS}"
WORD = "这是 Word 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 再上传，或直接粘贴进来。"
SLIDES = "这是演示文稿，不是表格。请上传活动表格（.xlsx、.xls 或 .csv）。"
OFFICE = f"这不是表格文件（可能是 .doc、.wps 等改了扩展名）。{SAVE_AS}"
PACKED = "这是压缩包，不是表格。请先解压，再上传其中的表格文件。"
PICTURE = "这是图片，里面没有可以读取的单元格。请上传表格文件（.xlsx、.xls 或 .csv），或把单元格复制后粘贴进来。"
PAGES = "这是 PDF 文件，不是表格。请上传原来的表格文件（.xlsx、.xls 或 .csv），或把单元格复制后粘贴进来。"
MARKUP = f"这是网页或 XML 格式的表格，不能直接读取。{SAVE_AS}"
UNKNOWN = "认不出这是什么文件。请上传表格（.xlsx、.xls 或 .csv），也可以把单元格复制后粘贴进来。"
NO_CELLS = "文件里没有内容。请确认保存了表格，再上传。"
TOO_MANY_ROWS = "工作表“{sheet}”有 {rows:,} 行，超过了 {most:,} 行的上限。请分成几个文件上传。"
FAR_CELL = "工作表“{sheet}”在 {cell} 还有内容，离表格太远，读不出来。请删去表格以外的内容，保存后再上传。"
