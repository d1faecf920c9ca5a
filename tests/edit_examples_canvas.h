/* Rows of the examples in unit_edit.c: acts that move pieces or make a new canvas. */
