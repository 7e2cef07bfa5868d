import { html } from 'hono/html';
import type { Person } from '../../person.ts';
import type { OfferedCommand } from '../commands.ts';
import type { Html } from '../html.ts';
import type { Reader } from '../reader.ts';
import { icon } from './icon.ts';
import { addressOf } from './sidebar.ts';

/** The question that shows best what the bot is for. */
const question = 'casualties';

/** Three things to try, for someone who sees the page for the first time. Hidden for good when dismissed. */
export function drawFirstSteps(
  commands: readonly OfferedCommand[],
  people: readonly Person[],
  hidden: boolean,
  reader: Reader,
): Html {
  const { t } = reader.speech;
  const ask = commands.find(({ name }) => name === question) ?? commands[0];
  const organiser = people.find(({ role }) => role === 'organiser');
  return html`<section class="steps" id="steps" aria-labelledby="steps-title" ${hidden ? 'hidden' : ''}>
    <h2 id="steps-title">${t('sandbox.steps.title')}</h2>
    <ol>
      ${
        ask
          ? html`<li>
              <button type="button" data-step="ask" data-command="${ask.name}">
                ${icon('chat')}
                <span
                  ><strong>${t('sandbox.steps.askTitle', { command: ask.label })}</strong>
                  <small>${t('sandbox.steps.ask')}</small></span
                >
              </button>
            </li>`
          : ''
      }
      ${
        organiser
          ? html`<li>
              <a
                data-step="be"
                href="${addressOf({ person: organiser.id, locale: reader.locale })}"
                ${organiser.id === reader.person.id ? 'data-done' : ''}
              >
                ${icon('person')}
                <span
                  ><strong>${t('sandbox.steps.beTitle', { name: organiser.name })}</strong>
                  <small>${t('sandbox.steps.be')}</small></span
                >
              </a>
            </li>`
          : ''
      }
      <li>
        <button type="button" data-step="post">
          ${icon('next')}
          <span
            ><strong>${t('sandbox.steps.postTitle')}</strong> <small>${t('sandbox.steps.post')}</small></span
          >
        </button>
      </li>
    </ol>
    <button type="button" class="icon-button" id="steps-dismiss" aria-label="${t('sandbox.steps.dismiss')}">
      ${icon('close')}
    </button>
  </section>`;
}
