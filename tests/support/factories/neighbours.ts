import { travelTo } from '#app/clock.server.ts'
import { county, NOW } from './county.ts'
import { person } from './person.ts'
import { staff } from './staff.ts'

export type Neighbours = Awaited<ReturnType<typeof neighbours>>

/**
 * Two counties on the 22nd of July. The office `here` of the first one looks; around it stands everyone it could
 * mistake for its own. The minor with a grant is opened to `here`'s staff and to the bureau, each by name.
 */
export async function neighbours() {
  travelTo(NOW)
  const [first, second] = [await county('yi'), await county('er')]
  const team = {
    office: await staff.office(first.here),
    socialWorker: await staff.socialWorker(first.here),
    lecturer: await staff.lecturer(first.here),
    counsellor: await staff.counsellor(first.here),
    bureau: await staff.bureau(first.here),
    officeThere: await staff.office(first.there),
    officeFar: await staff.office(second.here),
    bureauFar: await staff.bureau(second.here),
  }
  const moved = await person.transferred(first.here, first.there)
  const people = {
    own: await person.own(first.here),
    otherOffice: await person.inOtherOffice(first.there),
    otherCounty: await person.inOtherCounty(second.here),
    minor: await person.minor(first.here),
    minorGranted: await person.minorOpenedTo(
      first.here,
      [team.office.accountId, team.socialWorker.accountId, team.bureau.accountId],
      team.bureau.accountId,
    ),
    minorElsewhere: await person.minor(first.there),
    discharged: await person.discharged(first.here),
    transferred: moved.here,
    arrived: moved.there,
  }
  return { first, second, team, people }
}
