import type { FeedbackFace } from '#app/domains/attendance/feedback.policy.ts'

const MOUTHS: Record<FeedbackFace, string> = {
  good: 'M8 14c1.2 1.6 2.4 2.3 4 2.3s2.8-.7 4-2.3',
  fair: 'M8 15h8',
  poor: 'M8 16c1.2-1.4 2.4-2 4-2s2.8.6 4 2',
}

/** A face, always beside its words. */
export function Face({ of }: { of: FeedbackFace }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={`M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9 9.5v.5M15 9.5v.5${MOUTHS[of]}`} />
    </svg>
  )
}
