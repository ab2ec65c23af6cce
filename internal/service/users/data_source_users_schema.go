package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Schema describes clerk_users.
func (d *usersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := filterSchemas()
	attributes["order_by"] = orderBySchema()
	attributes["max_results"] = schema.Int64Attribute{
		CustomType: customtypes.IntegerType{},
		MarkdownDescription: "How many users to list at most: the first ones in their order. `total_count` counts the " +
			"others, too.",
		Optional:   true,
		Validators: []validator.Int64{int64validator.AtLeast(1)},
	}
	attributes["fields"] = schema.SetAttribute{
		MarkdownDescription: fieldsDescription,
		ElementType:         types.StringType,
		Optional:            true,
		Validators: []validator.Set{
			validators.NoNullIdentifiers(),
			setvalidator.ValueStringsAre(stringvalidator.OneOf(fieldNames()...)),
		},
	}
	attributes["users"] = schema.DynamicAttribute{
		MarkdownDescription: "The users, in order: a list of objects with the attributes that `fields` names. Without " +
			"`fields`, they have all of these, as [`clerk_user`](user.md) describes them, except the private metadata.",
		CustomType: customtypes.RawType{},
		Computed:   true,
	}
	attributes["users_by_id"] = schema.DynamicAttribute{
		MarkdownDescription: "The same users by their ids: a map of objects, ready for `for_each`.",
		CustomType:          customtypes.RawType{}, Computed: true,
	}
	attributes["private_metadata_by_id"] = schema.MapAttribute{
		MarkdownDescription: "The private metadata of the users by their ids, as JSON objects. It is null unless `fields` " +
			"names `private_metadata`, because it is then in the state; it is apart from the users, so that only this is " +
			"sensitive.",
		ElementType: types.StringType,
		Computed:    true,
		Sensitive:   true,
	}
	attributes["total_count"] = schema.Int64Attribute{
		MarkdownDescription: "How many users match, whatever `max_results` says.", Computed: true,
	}
	resp.Schema = schema.Schema{MarkdownDescription: usersDescription, Attributes: attributes}
}

var fieldsDescription = "The names of the attributes to keep of each user, such as `[\"id\", " +
	"\"primary_email_address\"]`: the objects in `users` and `users_by_id` then have these attributes and no others. " +
	"State it for anything but a few users. What is kept is in the state twice, and every plan has to read and compare " +
	"it. Measured: with `[\"id\"]`, 50,000 users take the provider 250 MB of memory; 5,000 whole users take 330 MB, and " +
	"50,000 whole users 2.7 GB and the CLI even more. `private_metadata` goes to `private_metadata_by_id`. " +
	"There are " + quotedList(
	fieldNames(),
) + "."

const usersDescription = "Lists the users of the instance, or those who match filters.\n\nA user must match all " +
	"filters that are stated; without any, all users are listed. An empty set, such as `user_ids = []`, matches nobody " +
	"and sends nothing.\n\nPages of 500 users follow each other until the end, so that 50,000 users are 100 requests, " +
	"and one that counts them. A set with more than 100 values is split into requests of 100 whose users are merged, " +
	"each once and in the order of `order_by`. Of two such sets, every combination is a request. Clerk does not " +
	"document how it sorts text of upper and lower case or with accents; where lists are merged, text is compared by " +
	"its code points, and users without a value come last (in a descending order first). An order by a time that moves, " +
	"such as `-last_active_at`, misses whoever becomes active while the pages are read."
