-- Why: full-text search. The words of a document stand beside it, gathered by whoever publishes or saves it; those of documents that are
-- there already are gathered by the worker, which looks for rows without any.

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "words" tsvector;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "wordSpans" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "words" tsvector;

-- Words are looked up by how they begin, which takes an order by bytes.
-- CreateTable
CREATE TABLE "SearchWord" (
    "typeId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "forms" TEXT[],

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("typeId","locale","word")
);

-- CreateIndex
CREATE INDEX "SearchWord_forms_idx" ON "SearchWord" USING GIN ("forms");

-- What readers have now and what they had are two indexes: to end a document would otherwise write all its words into the index again.
-- Rows that wait to be put into an index are looked through one by one, so that only a few may wait.
CREATE INDEX "Publication_words_now_idx" ON "Publication" USING GIN (words) WITH (gin_pending_list_limit = 2048) WHERE "validTo" IS NULL;
CREATE INDEX "Publication_words_past_idx" ON "Publication" USING GIN (words) WITH (gin_pending_list_limit = 2048) WHERE "validTo" IS NOT NULL;
CREATE INDEX "Draft_words_idx" ON "Draft" USING GIN (words) WITH (gin_pending_list_limit = 2048) WHERE words IS NOT NULL;

-- For the worker: rows whose words nobody has gathered yet.
CREATE INDEX "Publication_without_words_idx" ON "Publication" (id) WHERE words IS NULL;
CREATE INDEX "Draft_without_words_idx" ON "Draft" ("entryId") WHERE words IS NULL;
