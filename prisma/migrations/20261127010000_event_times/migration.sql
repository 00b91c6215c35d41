-- Why: reads at a moment look for the newest event up to it.

-- CreateIndex
CREATE INDEX "PublicationEvent_at_seq_idx" ON "PublicationEvent"("at" DESC, "seq" DESC);
