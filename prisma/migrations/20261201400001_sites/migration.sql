-- Why: pages of sites say what they are when they read, so that an event can name those that have to be built anew.

-- CreateTable
CREATE TABLE "Site" (
    "name" TEXT NOT NULL,
    "url" TEXT,
    "builtSeq" BIGINT,
    "builtAt" TIMESTAMPTZ(3),
    "isOverfull" BOOLEAN NOT NULL DEFAULT false,
    "reads" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Site_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PageRead" (
    "siteName" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "PageRead_pkey" PRIMARY KEY ("siteName","page","tag")
);

-- CreateIndex
CREATE INDEX "PageRead_tag_idx" ON "PageRead"("tag");

-- AddForeignKey
ALTER TABLE "PageRead" ADD CONSTRAINT "PageRead_siteName_fkey" FOREIGN KEY ("siteName") REFERENCES "Site"("name") ON DELETE CASCADE ON UPDATE CASCADE;
