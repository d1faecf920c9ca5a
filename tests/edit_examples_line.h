/* Rows of the examples in unit_edit.c: acts that draw lines and spread. */
