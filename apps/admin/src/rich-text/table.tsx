import { defineContainer } from '@portabletext/editor'
import { defineTable } from '@portabletext/plugin-table'
import { referenceContainers, Table } from '@portabletext/plugin-table/ui'
import '@portabletext/plugin-table/ui/styles.css'

/** Tables with text in their cells, in the shape that is stored. */
export const table = defineTable({
  containers: {
    ...referenceContainers,
    table: defineContainer({ type: 'table', arrayField: 'rows', render: (props) => <Table {...props} /> }),
  },
})
