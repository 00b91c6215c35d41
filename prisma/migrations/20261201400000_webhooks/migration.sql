-- Why: webhooks. An endpoint is a cursor over the publication log, and what became of each message is kept for a month.

-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "typeIds" UUID[],
    "locales" TEXT[],
    "settings" JSONB NOT NULL,
    "mode" TEXT NOT NULL,
    "headerNames" TEXT[],
    "headers" BYTEA,
    "secret" BYTEA NOT NULL,
    "previousSecret" BYTEA,
    "previousUntil" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" UUID,
    "position" BIGINT NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(3),
    "nextAt" TIMESTAMPTZ(3),
    "replayAfter" BIGINT,
    "replayTo" BIGINT,
    "leaseBy" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "besideUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "seq" BIGINT,
    "part" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" JSONB NOT NULL DEFAULT '[]',
    "nextAttemptAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Webhook_nameKey_key" ON "Webhook"("nameKey");

-- CreateIndex
CREATE INDEX "Delivery_newest" ON "Delivery"("webhookId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Delivery_createdAt_idx" ON "Delivery"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_webhookId_messageId_key" ON "Delivery"("webhookId", "messageId");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
