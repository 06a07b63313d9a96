import { createContext, useContext, type ReactNode } from 'react'
import type { Messages } from './zh.ts'

const MessagesContext = createContext<Messages | null>(null)

export function MessagesProvider({ messages, children }: { messages: Messages; children: ReactNode }) {
  return <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>
}

/** The words of the page's language. Numbers and dates: `useMessages().format`. */
export function useMessages(): Messages {
  const messages = useContext(MessagesContext)
  if (!messages) throw new Error('useMessages needs a <MessagesProvider> above it')
  return messages
}
