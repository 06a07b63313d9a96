import { useMessages } from '#app/messages/context.tsx'

/** From somebody's file to the outline of their counselling, for the office and its social workers. */
export function CounsellingLink({ personId }: { personId: string }) {
  const { referral } = useMessages()
  return (
    <p>
      <a href={`/office/people/${personId}/counselling`}>{referral.open}</a>
    </p>
  )
}
