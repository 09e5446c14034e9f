import { phoneSwitchedOn } from '../delivery/progress.mts';
import type { GraphFault, Switches } from '../switches.mts';
import type { World } from '../world.mts';
import { changed, closeWindowsOf, openWindowsOf } from '../world.mts';
import type { SwitchesRequest } from './requests.mts';

function setPhone(world: World, personId: string, off: boolean): void {
	if (off) {
		world.phonesOff.add(personId);
	} else {
		world.phonesOff.delete(personId);
		phoneSwitchedOn(world, personId);
	}
}

/** The person's switches; without a person they are set for everybody. */
function setPeople(world: World, request: SwitchesRequest): void {
	const people = world.people.filter(
		({ id }) => request.personId === undefined || id === request.personId,
	);
	for (const { id } of people) {
		if (request.phoneOff !== undefined) setPhone(world, id, request.phoneOff);
		if (request.windowClosed === true) closeWindowsOf(world, id);
		if (request.windowClosed === false) openWindowsOf(world, id);
	}
}

export function setSwitches(world: World, request: SwitchesRequest): void {
	const { personId: _person, phoneOff: _off, windowClosed: _closed, skipHours, ...rest } = request;
	setPeople(world, request);
	if (skipHours !== undefined) world.clock.skip(skipHours * 60 * 60 * 1000);
	const given = Object.entries(rest).filter(([, value]) => value !== undefined);
	Object.assign(world.switches, Object.fromEntries(given) as Partial<Switches>);
	if (rest.graphFault) world.switches.graphFault = { ...rest.graphFault } as GraphFault;
	changed(world);
}
