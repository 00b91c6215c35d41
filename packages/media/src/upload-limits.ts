export interface UploadLimits {
  /** Bytes of an image, SVG included. */
  maxImageBytes: number
  /** Bytes of any other file. */
  maxFileBytes: number
  /** Width × height. */
  maxPixels: number
  /** Width × height × frames. */
  maxFramePixels: number
}

export const defaultUploadLimits: UploadLimits = {
  maxImageBytes: 50 * 2 ** 20,
  maxFileBytes: 2 * 2 ** 30,
  maxPixels: 120e6,
  maxFramePixels: 300e6,
}
