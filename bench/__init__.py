"""How fast codev is, against a floor: a bare program that fans out as many ready-made bytes, with no rules, no login and no log."""
