/* Rows of the examples in unit_edit.c: acts that change colours, shapes and patterns. */
