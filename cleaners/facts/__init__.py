"""Reading what a page declares and shows of itself: titles, names, dates, sections, language."""
