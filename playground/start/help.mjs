export const HELP = `npm start -- [options]

Starts a real n8n with this package installed, and a simulated WhatsApp with phones to tap on.

  --port <number>      port of the phones (5680)
  --n8n-port <number>  port of n8n (5678)
  --provider <name>    through whom WhatsApp is reached, e.g. twilio (meta); a wrong name lists all
  --stand-ins          also play the other services of the examples (Google Sheets, Trello, …), so that
                       every example runs; n8n reaches nothing else then, and starts over each time
  --watch              npm run dev: whatever changes in nodes/ and credentials/ is compiled again, and n8n
                       reloads it; what package.json lists is read at the start only
  --data <folder>      where n8n keeps its database (playground/.data)
  --fresh              delete that folder first and start over
  --help               this text

WHATSAPP_PLAYGROUND_CACHE=<folder> lets several clones share one installed n8n.
Ctrl-C stops everything.`;
