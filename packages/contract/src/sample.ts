import { type Static, Type } from 'typebox'

export const PlantedSample = Type.Object(
  {
    entries: Type.Integer({ description: 'Of the sample, made now or before' }),
    media: Type.Integer(),
    seq: Type.Union([Type.Integer(), Type.Null()], { description: 'Null where all of it was there already' }),
  },
  { additionalProperties: false },
)
export type PlantedSample = Static<typeof PlantedSample>
