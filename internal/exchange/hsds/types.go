package hsds

// Version is the version of the specification.
const Version = "3.0"

// Service is an insats.
type Service struct {
	ID               string              `json:"id" format:"uuid"`
	OrganizationID   string              `json:"organization_id,omitempty" format:"uuid"`
	Name             string              `json:"name"`
	Description      string              `json:"description,omitempty"`
	URL              string              `json:"url,omitempty"`
	Status           string              `json:"status" enum:"active,inactive,defunct,temporarily closed"`
	Application      string              `json:"application_process,omitempty"`
	Eligibility      string              `json:"eligibility_description,omitempty"`
	MinimumAge       *int                `json:"minimum_age,omitempty"`
	MaximumAge       *int                `json:"maximum_age,omitempty"`
	AssuredDate      string              `json:"assured_date,omitempty"`
	LastModified     string              `json:"last_modified,omitempty"`
	Organization     *Organization       `json:"organization,omitempty"`
	Phones           []Phone             `json:"phones,omitempty"`
	ServiceAreas     []ServiceArea       `json:"service_areas,omitempty"`
	ServiceLocations []ServiceAtLocation `json:"service_at_locations,omitempty"`
	Funding          []Funding           `json:"funding,omitempty"`
	Contacts         []Contact           `json:"contacts,omitempty"`
	Attributes       []Attribute         `json:"attributes,omitempty"`
}

// Minimal is a service that is only named, with when it was changed.
type Minimal struct {
	ID           string `json:"id" format:"uuid"`
	ModifiedDate string `json:"modified_date,omitempty"`
}

// Organization is a party or a unit.
type Organization struct {
	ID          string       `json:"id" format:"uuid"`
	Name        string       `json:"name"`
	Alternate   string       `json:"alternate_name,omitempty"`
	Description string       `json:"description"`
	URI         string       `json:"uri,omitempty"`
	Parent      string       `json:"parent_organization_id,omitempty" format:"uuid"`
	Identifiers []Identifier `json:"organization_identifiers,omitempty"`
	Locations   []Location   `json:"locations,omitempty"`
	Services    []Service    `json:"services,omitempty"`
}

// Identifier is the id of an organization on the map.
type Identifier struct {
	ID           string `json:"id" format:"uuid"`
	Organization string `json:"organization_id" format:"uuid"`
	Scheme       string `json:"identifier_scheme"`
	Type         string `json:"identifier_type"`
	Identifier   string `json:"identifier"`
}

// Phone is the number of a function.
type Phone struct {
	ID          string `json:"id" format:"uuid"`
	ServiceID   string `json:"service_id,omitempty" format:"uuid"`
	ContactID   string `json:"contact_id,omitempty" format:"uuid"`
	Number      string `json:"number"`
	Type        string `json:"type,omitempty"`
	Description string `json:"description,omitempty"`
}

// Contact is a function, never a person.
type Contact struct {
	ID         string  `json:"id" format:"uuid"`
	ServiceID  string  `json:"service_id,omitempty" format:"uuid"`
	Title      string  `json:"title,omitempty"`
	Department string  `json:"department,omitempty"`
	Email      string  `json:"email,omitempty"`
	Phones     []Phone `json:"phones,omitempty"`
}

// ServiceArea is a municipality whose people can take part.
type ServiceArea struct {
	ID          string `json:"id" format:"uuid"`
	ServiceID   string `json:"service_id" format:"uuid"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Extent      string `json:"extent"`
	ExtentType  string `json:"extent_type"`
}

// ServiceAtLocation is an insats in the municipality where it is given.
type ServiceAtLocation struct {
	ID         string    `json:"id" format:"uuid"`
	ServiceID  string    `json:"service_id" format:"uuid"`
	LocationID string    `json:"location_id" format:"uuid"`
	Contacts   []Contact `json:"contacts,omitempty"`
	Phones     []Phone   `json:"phones,omitempty"`
	Location   *Location `json:"location,omitempty"`
}

// Location is a municipality.
type Location struct {
	ID           string `json:"id" format:"uuid"`
	Type         string `json:"location_type" enum:"physical,postal,virtual"`
	Name         string `json:"name"`
	External     string `json:"external_identifier"`
	ExternalType string `json:"external_identifier_type"`
}

// Funding is who pays.
type Funding struct {
	ID        string `json:"id" format:"uuid"`
	ServiceID string `json:"service_id" format:"uuid"`
	Source    string `json:"source"`
}

// Attribute is a word that a service says, or the record itself.
type Attribute struct {
	ID         string `json:"id" format:"uuid"`
	LinkID     string `json:"link_id,omitempty" format:"uuid"`
	TermID     string `json:"taxonomy_term_id,omitempty" format:"uuid"`
	LinkType   string `json:"link_type,omitempty" doc:"The field of the insats that says it"`
	LinkEntity string `json:"link_entity,omitempty"`
	Value      string `json:"value,omitempty"`
	Term       *Term  `json:"taxonomy_term,omitempty"`
}

// Taxonomy is a list of words.
type Taxonomy struct {
	ID          string `json:"id" format:"uuid"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Version     string `json:"version,omitempty"`
}

// Term is a word of a taxonomy.
type Term struct {
	ID          string    `json:"id" format:"uuid"`
	Code        string    `json:"code"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Taxonomy    string    `json:"taxonomy"`
	Detail      *Taxonomy `json:"taxonomy_detail,omitempty"`
	Language    string    `json:"language,omitempty"`
	TaxonomyID  string    `json:"taxonomy_id,omitempty" format:"uuid"`
}
