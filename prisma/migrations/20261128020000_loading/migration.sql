-- Why: much can be loaded without telling of each entry, and the keys by which a request that loads much is repeated are kept for a day.

-- AlterTable
ALTER TABLE "PublicationEvent" ADD COLUMN     "isQuiet" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ImportKey" ADD COLUMN     "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
