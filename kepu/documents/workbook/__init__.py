"""Workbooks for lists: .xlsx written as one stream of text, ten thousand rows in a third of a second.

The laid-out 汇总表 (formats/xlsx.py) uses XlsxWriter, which knows everything and takes five times as long a cell. Here stands
only what a list needs: texts that stay texts, numbers, drop-downs, notes, hidden columns and sheets, protection (ECMA-376).
"""
