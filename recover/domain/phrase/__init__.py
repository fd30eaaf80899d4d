"""How a deadline phrase is read: words, then what they name, then one moment (`deadlines.md` B)."""
