import type { ReactNode } from 'react'

/** Stands next to what it is about, and stays. `todo` = still to do; `alert` = a safety alert only. */
export function Notice({ tone, children }: { tone?: 'todo' | 'alert'; children: ReactNode }) {
  return <div className={tone ? `notice ${tone}` : 'notice'}>{children}</div>
}

/** A phone number inside a sentence: the dictionary gives what stands before and after it. */
export function CallSentence({ words }: { words: { before: string; phone: string; after: string } }) {
  return (
    <>
      {words.before}
      <a className="nb" href={telephone(words.phone)}>
        {words.phone}
      </a>
      {words.after}
    </>
  )
}

export function telephone(phone: string): string {
  return `tel:${phone.replace(/[^\d+-]/g, '-')}`
}
