import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { telephone } from '#app/components/notice.tsx'
import { readContacts } from '#app/domains/supervision/offices.queries.server.ts'
import { env } from '#app/env.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.my.help.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const contacts = await readContacts(actor)
  if (!contacts) throw notFound()
  return { ...contacts, emergencyPhones: env.emergencyPhones }
}

export default function HelpPage() {
  const contacts = useLoaderData<typeof loader>()
  const { my, myCounselling, locale, signOut } = useMessages()
  const { help } = my
  const chinese = locale === 'zh'
  return (
    <MyPage viewing={useViewing()} here="help">
      <h1>{help.sentence}</h1>
      <section aria-labelledby="office">
        <h2 id="office">{(chinese ? contacts.officeZh : contacts.officeEn) ?? help.office}</h2>
        <p>{help.officeHow}</p>
        {contacts.officePhone ? (
          <p className="row">
            <a className="btn" href={telephone(contacts.officePhone)}>
              {help.call(contacts.officePhone)}
            </a>
            <span className="quiet small">{help.hoursLine}</span>
          </p>
        ) : (
          <p className="quiet">{help.noPhone}</p>
        )}
      </section>
      <section aria-labelledby="talk">
        <h2 id="talk">{myCounselling.title}</h2>
        <p>{myCounselling.standing.never.more}</p>
        <p className="row">
          <a className="btn plain" href="/my/counselling">
            {myCounselling.link}
          </a>
        </p>
      </section>
      <section aria-labelledby="wrong">
        <h2 id="wrong">{help.wrongHours}</h2>
        <p>{help.wrongHoursHow}</p>
        <p className="row">
          <a className="btn plain" href="/my/hours">
            {help.seeHours}
          </a>
        </p>
      </section>
      <section aria-labelledby="procuratorate">
        <h2 id="procuratorate">{help.procuratorate}</h2>
        <p>{help.procuratorateHow(chinese ? contacts.procuratorateZh : contacts.procuratorateEn)}</p>
        <p className="row">
          <a className="btn plain" href={telephone(contacts.procuratoratePhone)}>
            {help.call(contacts.procuratoratePhone)}
          </a>
        </p>
      </section>
      <section aria-labelledby="urgent">
        <h2 id="urgent">{help.urgent}</h2>
        <p>{help.urgentHow(contacts.emergencyPhones)}</p>
      </section>
      <section>
        <p className="row">
          <a className="btn text" href="/account">
            {help.account}
          </a>
          <a className="btn text" href="/sign-out">
            {signOut.short}
          </a>
        </p>
      </section>
    </MyPage>
  )
}
