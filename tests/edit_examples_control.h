/* Rows of the examples in unit_edit.c: layers, pieces in hand, undo and the like. */
