import type { AskedQuestion } from '#app/domains/learning/quiz-draw.policy.ts'

type Picture = NonNullable<AskedQuestion['options'][number]['picture']>

/** A drawing beside an option's words. Its own words are its title; understood without colour. */
export function OptionPicture({ picture }: { picture: Picture }) {
  return (
    <svg className="option-picture" viewBox={picture.viewBox} role="img" aria-label={picture.title}>
      <g dangerouslySetInnerHTML={{ __html: picture.inner }} />
    </svg>
  )
}
