import { useMessages } from '#app/messages/context.tsx'

/** From somebody's file to their oral exams: for who may ask, and for results of who has left. */
export function OralExamLink({ personId }: { personId: string }) {
  const { oral } = useMessages()
  return (
    <p>
      <a href={`/office/people/${personId}/oral`}>{oral.open}</a>
    </p>
  )
}
