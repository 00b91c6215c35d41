-- Why: endpoints may be told of drafts. These have no place in the publication log, so what is still to be told of them waits in a queue of its own, written with
-- the save.

-- CreateTable
CREATE TABLE "DraftMessage" (
    "id" BIGSERIAL NOT NULL,
    "webhookId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "changed" TEXT[],
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DraftMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DraftMessage_webhookId_id_idx" ON "DraftMessage"("webhookId", "id");

-- AddForeignKey
ALTER TABLE "DraftMessage" ADD CONSTRAINT "DraftMessage_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
