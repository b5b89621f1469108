"""Words as data: what headings and rows say."""
