/** Joins the pieces of a body: JSON text can't hold this character, so that reading is splitting. */
export const pieceSeparator = '\u001f'
