-- Why: searches look into what isn't public yet, too. Documents of previews get words of their own, gathered by who searches first. The words that
-- slips are mended by are kept by preview: those of `SearchWord` tell of what is public.

-- AlterTable
ALTER TABLE "PreviewPublication" ADD COLUMN     "wordSpans" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "words" tsvector,
ADD COLUMN     "wordsSeq" BIGINT;

-- CreateTable
CREATE UNLOGGED TABLE "PreviewWord" (
    "previewId" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "forms" TEXT[],

    CONSTRAINT "PreviewWord_pkey" PRIMARY KEY ("previewId","typeId","locale","word")
);

-- CreateIndex
CREATE INDEX "PreviewWord_forms_idx" ON "PreviewWord" USING GIN ("forms");

CREATE INDEX "PreviewPublication_words_idx" ON "PreviewPublication" USING GIN (words) WITH (gin_pending_list_limit = 2048);

-- AddForeignKey
ALTER TABLE "PreviewWord" ADD CONSTRAINT "PreviewWord_previewId_fkey" FOREIGN KEY ("previewId") REFERENCES "Preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
