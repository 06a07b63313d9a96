import { useLocation } from '@remix-run/react'
import { createContext, useContext, type ReactNode } from 'react'
import type { Viewing } from './components/page.ts'
import type { View } from './http/view.ts'
import { MessagesProvider } from './messages/context.tsx'
import type { Messages } from './messages/zh.ts'

/** What the server knows of a page beside its data: made on the server, read back from `<html>` in the browser. */
export type Frame = {
  nonce: string
  view: View
  demo: boolean
  outage: boolean
  /** Messages that the reader has not read. */
  unread: number
  /** URLs of what stands outside the framework's own build. */
  assets: {
    my: string
    staff: string
    beats: string
    quiz: string
    aloud: string
    print: string
    note: string
    outbox: string
  }
}

const FrameContext = createContext<Frame | null>(null)

export function PageFrame({
  frame,
  messages,
  children,
}: {
  frame: Frame
  messages: Messages
  children: ReactNode
}) {
  return (
    <FrameContext.Provider value={frame}>
      <MessagesProvider messages={messages}>{children}</MessagesProvider>
    </FrameContext.Provider>
  )
}

export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('useFrame needs a <PageFrame> above it')
  return frame
}

/** What every page is told about how and where it is being read. */
export function useViewing(): Viewing {
  const { view, demo, unread } = useFrame()
  const { pathname, search } = useLocation()
  return { path: `${pathname}${search}`, demo, largeText: view.text === 'large', unread }
}
