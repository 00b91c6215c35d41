-- Who has which entry open, for a minute at a time. Nobody misses it after a crash, so it isn't logged.
CREATE UNLOGGED TABLE "Presence" (
    "entryId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "path" TEXT,
    "locale" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("entryId", "byId", "clientId")
);

CREATE INDEX "Presence_seenAt_idx" ON "Presence"("seenAt");

-- What was saved lately, over all types: asked for every second while somebody watches.
CREATE INDEX "Entry_updatedAt_idx" ON "Entry"("updatedAt");
