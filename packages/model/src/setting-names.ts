/** The settings of fields that are on or off. */
export const flagNames = ['required', 'localized', 'indexed', 'searchable', 'private', 'many', 'bigint', 'altRequired'] as const

const otherNames = [
  'unique',
  'uniqueWithin',
  'default',
  'help',
  'group',
  'min',
  'max',
  'pattern',
  'options',
  'to',
  'accept',
  'from',
  'onMissingTarget',
  'onTargetDelete',
  'components',
  'blocks',
  'schema',
  'toolbar',
  'expression',
  'rules',
  'showIf',
] as const

/** Every setting that people write of a field: parsing takes these and a change of the model is told by them. */
export const settingNames = [...flagNames, ...otherNames] as const

/** What people write of a type beside its name and its fields. */
export const typeSettingNames = [
  'label',
  'kind',
  'description',
  'titleField',
  'slugField',
  'previewUrl',
  'publicRead',
  'tree',
  'retention',
  'templates',
  'groups',
] as const
