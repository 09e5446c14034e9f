import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from './places.mjs';
import { simulatedProvider } from '../simulator/providers/index.mts';

export interface PlaygroundOptions {
	n8nPort: number;
	phonesPort: number;
	data: string;
	/** ID of the provider to play. */
	provider: string;
	fresh: boolean;
	/** Play the other services of the examples too. */
	standIns: boolean;
	/** Compile again and let n8n reload the nodes whenever a source changes. */
	watch: boolean;
}

export function readOptions(args: string[]): PlaygroundOptions {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '5680' },
			'n8n-port': { type: 'string', default: '5678' },
			data: { type: 'string' },
			provider: { type: 'string', default: 'meta' },
			fresh: { type: 'boolean', default: false },
			'stand-ins': { type: 'boolean', default: false },
			watch: { type: 'boolean', default: false },
		},
	});
	const standIns = values['stand-ins'];
	if (standIns && values.data)
		throw new Error('--stand-ins keeps nothing, so it takes no --data: leave one of them out.');
	const options = {
		n8nPort: portNumber('--n8n-port', values['n8n-port']),
		phonesPort: portNumber('--port', values.port),
		data: path.resolve(values.data ?? dataFolder(values.provider, standIns)),
		provider: simulatedProvider(values.provider).id,
		// What the services held is forgotten; an n8n that remembers it would only be confused.
		fresh: values.fresh || standIns,
		standIns,
		watch: values.watch,
	};
	if (options.n8nPort === options.phonesPort) throw new Error('--port and --n8n-port must differ.');
	return options;
}

/** Each provider has workflows of its own, and so has an n8n that meets stand-ins. */
function dataFolder(provider: string, standIns: boolean): string {
	const name = ['.data', provider !== 'meta' && provider, standIns && 'stand-ins'];
	return path.join(projectFolder, 'playground', name.filter(Boolean).join('-'));
}

function portNumber(option: string, text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`${option} wants a port number from 1 to 65535, not "${text}".`);
}
