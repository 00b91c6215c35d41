/** What a file and its versions have both, of a row called `v`. */
export const columnsOfVersion = `v.revision, v.filename, v."mimeType", v.bytes, v.sha256, v.width, v.height, v.facts, v.alt, v.caption,
  v."focalPoint", v.crop, v.tags, v."folderId", v."isPrivate", v."sourceUrl"`
