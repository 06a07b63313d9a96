import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DemoHint } from '#app/components/demo-hint.tsx'
import { Field } from '#app/components/field.tsx'
import { FrontMenus } from '#app/components/front-menus.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { homeOf } from '#app/domains/identity/actor.policy.ts'
import { publicCourseMenu } from '#app/domains/lectures/course-menu.server.ts'
import { currentActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { description: (messages) => messages.front.description }

/** Leads everyone to where they start; who is not signed in sees the courses and the way in. */
export async function loader() {
  const actor = await currentActor()
  if (actor) throw redirect(homeOf(actor.role), 303)
  return { menus: await publicCourseMenu() }
}

export default function FrontDoorPage() {
  const { menus } = useLoaderData<typeof loader>()
  const { front, signIn } = useMessages()
  const viewing = useViewing()
  return (
    <PublicPage
      viewing={viewing}
      action={
        <a className="btn plain slim" href="#sign-in">
          {signIn.go}
        </a>
      }
    >
      <FrontMenus menus={menus}>
        <section className="card signin" id="sign-in" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{front.signInTitle}</h2>
          <form method="post" action="/sign-in">
            <Field name="who" label={signIn.name} autoComplete="username" maxLength={64} />
            <Field name="password" type="password" label={signIn.password} autoComplete="current-password" />
            <button className="btn">{signIn.go}</button>
          </form>
          <p className="quiet small">{front.noPhone}</p>
          {viewing.demo && <DemoHint words={signIn.demoHint} />}
        </section>
      </FrontMenus>
    </PublicPage>
  )
}
