import { useMessages } from '#app/messages/context.tsx'
import { Icon } from './icon.tsx'

/** Opens the browser's print dialogue (app/enhance/print.ts, `prints` of the page's handle). Not there without scripts. */
export function PrintTool() {
  const { common } = useMessages()
  return (
    <button className="tool no-print" type="button" data-print="" hidden>
      <Icon name="print" />
      {common.print}
    </button>
  )
}
