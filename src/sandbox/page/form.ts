import {
  type APIComponentInLabel,
  type APIFileUploadComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Html } from './html.ts';
import { choicesOf } from './message/choices.ts';
import { drawText } from './message/markdown.ts';
import type { Scene } from './message/scene.ts';

/** The inside of a dialog: a form as the bot asked for it. Each field's name is the custom id of its input. */
export function drawForm(form: APIModalInteractionResponseCallbackData, scene: Scene): Html {
  const { speech } = scene.reader;
  return html`<form class="form" method="dialog">
    <h2 id="form-title">${form.title}</h2>
    <div class="fields">
      ${form.components.map((component) => {
        switch (component.type) {
          case ComponentType.TextDisplay:
            return drawText(component.content, scene);
          case ComponentType.Label:
            return drawField(component.component, component.label, component.description, scene);
          case ComponentType.ActionRow:
            return component.components.map((input) => drawField(input, input.label ?? '', undefined, scene));
        }
      })}
    </div>
    <p class="refusal" role="alert" hidden></p>
    <div class="form-buttons">
      <button type="button" class="button secondary" data-cancel>${speech.t('sandbox.form.cancel')}</button>
      <button type="submit" class="button primary">${speech.t('sandbox.form.submit')}</button>
    </div>
  </form>`;
}

function drawField(
  input: APIComponentInLabel,
  label: string,
  description: string | undefined,
  scene: Scene,
): Html {
  const { speech } = scene.reader;
  // Everything must be filled in unless the bot says otherwise; a single box may stay empty.
  const needed = input.type !== ComponentType.Checkbox && (input.required ?? true);
  const mark = needed ? html`<span class="needed">${speech.t('sandbox.form.required')}</span>` : '';
  const note = description ? html`<small id="note-${input.custom_id}">${description}</small>` : '';
  const described = description ? html`aria-describedby="note-${input.custom_id}"` : '';
  const heading = html`<span class="label">${label} ${mark}</span>${note}`;
  switch (input.type) {
    case ComponentType.TextInput:
      return html`<label class="field">${heading}${drawTextInput(input, described)}</label>`;
    case ComponentType.FileUpload:
      return html`<label class="field">${heading}${drawUpload(input, needed, described)}</label>`;
    case ComponentType.Checkbox:
      return html`<label class="field tick">
        <input
          type="checkbox"
          name="${input.custom_id}"
          value="true"
          ${input.default === true ? 'checked' : ''}
        />
        ${heading}
      </label>`;
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup: {
      const type = input.type === ComponentType.RadioGroup ? 'radio' : 'checkbox';
      return html`<fieldset class="field">
        <legend>${heading}</legend>
        ${input.options.map((option) => drawTick(type, input.custom_id, { ...option, chosen: option.default === true }, needed && type === 'radio'))}
      </fieldset>`;
    }
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return drawSelectField(input, heading, needed, scene);
  }
}

function drawTextInput(input: APITextInputComponent, described: Html | string): Html {
  const limits = html`${(input.required ?? true) ? 'required' : ''}
  ${input.min_length ? html`minlength="${input.min_length}"` : ''}
  ${input.max_length ? html`maxlength="${input.max_length}"` : ''}
  ${input.placeholder ? html`placeholder="${input.placeholder}"` : ''} ${described}`;
  return input.style === TextInputStyle.Paragraph
    ? html`<textarea name="${input.custom_id}" rows="4" ${limits}>${input.value ?? ''}</textarea>`
    : html`<input
        type="text"
        name="${input.custom_id}"
        value="${input.value ?? ''}"
        autocomplete="off"
        ${limits}
      />`;
}

function drawUpload(input: APIFileUploadComponent, needed: boolean, described: Html | string): Html {
  return html`<input
    type="file"
    name="${input.custom_id}"
    ${needed ? 'required' : ''}
    ${(input.max_values ?? 1) > 1 ? 'multiple' : ''}
    ${described}
  />`;
}

function drawSelectField(input: APISelectMenuComponent, heading: Html, needed: boolean, scene: Scene): Html {
  const choices = choicesOf(input, scene);
  if ((input.max_values ?? 1) > 1) {
    return html`<fieldset class="field">
      <legend>${heading}</legend>
      ${choices.map((choice) => drawTick('checkbox', input.custom_id, choice, false))}
    </fieldset>`;
  }
  return html`<label class="field"
    >${heading}
    <select name="${input.custom_id}" ${needed ? 'required' : ''}>
      <option value="">${input.placeholder ?? scene.reader.speech.t('sandbox.form.choose')}</option>
      ${choices.map(
        (choice) =>
          html`<option value="${choice.value}" ${choice.chosen ? 'selected' : ''}>${choice.label}</option>`,
      )}
    </select>
  </label>`;
}

function drawTick(
  type: 'radio' | 'checkbox',
  name: string,
  choice: { value: string; label: string; description?: string | undefined; chosen: boolean },
  needed: boolean,
): Html {
  return html`<label class="tick">
    <input
      type="${type}"
      name="${name}"
      value="${choice.value}"
      ${choice.chosen ? 'checked' : ''}
      ${needed ? 'required' : ''}
    />
    <span>${choice.label} ${choice.description ? html`<small>${choice.description}</small>` : ''}</span>
  </label>`;
}
