-- Why: people who forgot their password, or were just invited, prove by a link in their mail that the address is theirs. Only hashes of what links carry
-- are kept.

-- CreateTable
CREATE TABLE "MailLink" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MailLink_hash_key" ON "MailLink"("hash");

-- CreateIndex
CREATE INDEX "MailLink_userId_idx" ON "MailLink"("userId");

-- AddForeignKey
ALTER TABLE "MailLink" ADD CONSTRAINT "MailLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
