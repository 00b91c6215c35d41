-- Why: one box over entries, files, people and types. Drafts have their words already; files are found by their name and what is said of
-- them. An index over an expression holds nothing that the row doesn't say. Dots, lines and underscores part the words of a name.
CREATE INDEX "Media_words_idx" ON "Media" USING GIN ((
  to_tsvector('simple', translate(filename, '._-', '   ')) || jsonb_to_tsvector('simple', alt, '["string"]') || jsonb_to_tsvector('simple', caption, '["string"]')
)) WHERE "removedAt" IS NULL;
