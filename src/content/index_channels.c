// SPDX-License-Identifier: MIT
#include "content/index_codec.h"
#include "content/names.h"

static void code_slice(struct codec *c, struct slice *slice)
{
    *slice = codec_slice(c, *slice);
}

static void code_step(struct codec *c, struct step *step)
{
    step->text = codec_texts(c, step->text);
    step->picture = codec_picture(c, step->picture);
}

static void code_source(struct codec *c, struct source *source)
{
    source->where = codec_slice(c, source->where);
    source->dated = codec_date(c, source->dated);
    source->seen = codec_date(c, source->seen);
}

static void code_sets(struct codec *c, struct channel *channel)
{
    channel->kind = (enum channel_kind)codec_number(c, channel->kind, CHANNEL_KIND_COUNT - 1);
    channel->audience = (uint8_t)codec_number(c, channel->audience, (1u << AUDIENCE_COUNT) - 1);
    channel->needs = (uint8_t)codec_number(c, channel->needs, (1u << NEED_COUNT) - 1);
    channel->free = (enum tri)codec_number(c, channel->free, TRI_NO);
    channel->anonymous = (enum tri)codec_number(c, channel->anonymous, TRI_NO);
    channel->can_choose_gender = (enum tri)codec_number(c, channel->can_choose_gender, TRI_NO);
    channel->national = codec_bool(c, channel->national);
    channel->left_out = codec_bool(c, channel->left_out);
    channel->borrowed = codec_bool(c, channel->borrowed);
}

static void code_dates(struct codec *c, struct channel *channel)
{
    channel->checked_on = codec_date(c, channel->checked_on);
    channel->valid_until = codec_date(c, channel->valid_until);
    channel->confirmed.on = codec_date(c, channel->confirmed.on);
    channel->confirmed.how = codec_slice(c, channel->confirmed.how);
    channel->confirmed.by = codec_slice(c, channel->confirmed.by);
}

void index_channel(struct codec *c, struct channel *channel)
{
    channel->id = codec_slice(c, channel->id);
    codec_expect(c, name_is_id(channel->id));
    channel->value = codec_slice(c, channel->value);
    channel->name = codec_texts(c, channel->name);
    channel->how = codec_texts(c, channel->how);
    channel->hours = codec_texts(c, channel->hours);
    code_sets(c, channel);
    code_dates(c, channel);
    channel->n_languages = (uint16_t)codec_count(c, channel->n_languages, LIMIT_LANGUAGES, 1);
    CODEC_ARRAY(c, channel->languages, channel->n_languages, struct slice, code_slice);
    channel->n_regions = (uint16_t)codec_count(c, channel->n_regions, UINT16_MAX, 1);
    CODEC_ARRAY(c, channel->regions, channel->n_regions, struct slice, code_slice);
    channel->n_steps = (uint16_t)codec_count(c, channel->n_steps, LIMIT_STEPS, 1);
    CODEC_ARRAY(c, channel->steps, channel->n_steps, struct step, code_step);
    channel->n_sources = (uint16_t)codec_count(c, channel->n_sources, LIMIT_SOURCES, 1);
    CODEC_ARRAY(c, channel->sources, channel->n_sources, struct source, code_source);
    channel->langs_present = (uint16_t)codec_number(c, channel->langs_present, (1u << c->n_langs) - 1);
    if (codec_reads(c))
        channel->pack = c->pack;
}
