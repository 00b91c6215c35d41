export { sampleLocales, sampleTypes } from './sample-model.ts'
export { type SamplePicture, samplePictures, readPicture } from './sample-pictures.ts'
export type { SampleRecord } from './sample-record.ts'
export { sampleRecords } from './sample-records.ts'
