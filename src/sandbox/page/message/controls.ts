import {
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIMessageComponentEmoji,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { choicesOf } from './choices.ts';
import type { Scene } from './scene.ts';

const buttonClasses: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'secondary',
};

/** A row of buttons, or one select. */
export function drawRow(components: readonly APIComponentInMessageActionRow[], scene: Scene): Html {
  return html`<div class="row">
    ${components.map((component) =>
      component.type === ComponentType.Button ? drawButton(component) : drawSelect(component, scene),
    )}
  </div>`;
}

/** A button: one that the bot hears, or a link that opens elsewhere. */
export function drawButton(button: APIButtonComponent): Html {
  const style = `button ${buttonClasses[button.style] ?? 'secondary'}`;
  if (button.style === ButtonStyle.Premium) return html``;
  const words = html`${drawEmoji(button.emoji)}<span>${button.label ?? ''}</span>`;
  if (button.style === ButtonStyle.Link) {
    if (!/^https?:\/\//i.test(button.url) || button.disabled === true) {
      return html`<button type="button" class="${style}" disabled>${words}</button>`;
    }
    return html`<a class="${style} link" href="${button.url}" target="_blank" rel="noopener noreferrer"
      >${words}<span class="elsewhere-mark" aria-hidden="true">↗</span></a
    >`;
  }
  return html`<button
    type="button"
    class="${style}"
    data-press="${button.custom_id}"
    ${button.disabled === true ? 'disabled' : ''}
  >
    ${words}
  </button>`;
}

/** A select: a button that opens a list. Choosing tells the bot; with several to choose, closing the list does. */
function drawSelect(select: APISelectMenuComponent, scene: Scene): Html {
  const choices = choicesOf(select, scene);
  const chosen = choices.filter((choice) => choice.chosen).map((choice) => choice.label);
  const label = select.placeholder ?? scene.reader.speech.t('sandbox.message.choose');
  const several = (select.max_values ?? 1) > 1;
  return html`<div
    class="select"
    data-select="${select.custom_id}"
    data-min="${select.min_values ?? 1}"
    data-max="${select.max_values ?? 1}"
  >
    <button
      type="button"
      class="select-button"
      aria-haspopup="listbox"
      aria-expanded="false"
      aria-label="${[label, ...chosen].join(': ')}"
      ${select.disabled === true ? 'disabled' : ''}
    >
      <span class="${chosen.length === 0 ? 'placeholder' : ''}">${chosen.join(', ') || label}</span>
      <span class="arrow" aria-hidden="true"></span>
    </button>
    <ul
      role="listbox"
      tabindex="-1"
      hidden
      aria-label="${label}"
      ${several ? html`aria-multiselectable="true"` : ''}
    >
      ${choices.map(
        (choice) =>
          html`<li role="option" aria-selected="${String(choice.chosen)}" data-value="${choice.value}">
            <span>${choice.emoji ? `${choice.emoji} ` : ''}${choice.label}</span>
            ${choice.description ? html`<small>${choice.description}</small>` : ''}
          </li>`,
      )}
    </ul>
  </div>`;
}

function drawEmoji(emoji: APIMessageComponentEmoji | undefined): Html {
  if (emoji?.name === undefined) return html``;
  return html`<span class="emoji" aria-hidden="true">${emoji.id ? `:${emoji.name}:` : emoji.name}</span>`;
}
