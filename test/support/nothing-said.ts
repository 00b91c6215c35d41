/** What a file has that nobody has said anything of yet, beside names and texts. */
export const nothingSaid = { facts: {}, focalPoint: null, crop: null, tags: [], folderId: null, isPrivate: false }
