-- Why: documents that nobody has searched yet have no words, and need no place in the index of words.
DROP INDEX "PreviewPublication_words_idx";
CREATE INDEX "PreviewPublication_words_idx" ON "PreviewPublication" USING GIN (words) WITH (gin_pending_list_limit = 2048) WHERE words IS NOT NULL;
