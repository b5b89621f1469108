"""名册: a spreadsheet of units and people as rows of texts – what they mean stands in kepu/register, which knows the register."""
