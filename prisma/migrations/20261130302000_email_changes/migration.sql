-- Why: people change their own address, which counts once a link that was sent there has been followed.

-- AlterTable
ALTER TABLE "MailLink" ADD COLUMN     "email" TEXT;
